export { csrfToken } from './csrf.ts'
export { type Form, readForm } from './form.ts'
