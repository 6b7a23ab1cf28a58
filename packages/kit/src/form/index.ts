export { csrfToken, requireCsrf } from './csrf.ts'
export { type Form, readForm } from './form.ts'
