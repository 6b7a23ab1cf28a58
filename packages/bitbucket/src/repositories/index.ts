export { isBranchName, type RepositoryValues, repositoryFaults, repositorySlug } from './repository.ts'
export { repositoriesRest } from './rest.ts'
export { type Repositories, repositories } from './store.ts'
