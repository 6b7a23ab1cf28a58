export { csrfToken, requireCsrf } from './csrf.ts'
export { type Form, readForm } from './form.ts'
export { formProblem } from './problems.ts'
