/** Projects, their repositories, and who may do what with them; the migration keeps these types true. */
export interface ContentTables {
  projects: {
    id: number
    key: string
    name: string
    name_key: string
    description: string
    public: number
    /** What every licensed user may do; null for nothing. */
    default_level: string | null
    created_at: number
  }
  repositories: {
    id: number
    project_id: number
    slug: string
    name: string
    name_key: string
    description: string
    public: number
    forkable: number
    archived: number
    created_at: number
    pushed_at: number | null
  }
  /** One row for each user or group that was granted something: on a project, or with `repository_id` on that one alone. */
  grants: {
    key: string
    project_id: number
    repository_id: number | null
    user_id: number | null
    group_key: string | null
    level: string
  }
  memberships: { group_key: string; user_id: number }
}
