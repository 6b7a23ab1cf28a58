/** The directory's tables; its migration keeps these types true. */
export interface DirectoryTables {
  users: {
    id: number
    name: string
    name_key: string
    slug: string
    display_name: string
    email_address: string
    /** Folded name, display name and address, for searching. */
    search: string
    active: number
    password_hash: string
    created_at: number
    last_authenticated_at: number | null
    /** Made by just-in-time provisioning, 0 or 1. */
    just_in_time: number
  }
  groups: { name_key: string; name: string }
  memberships: { group_key: string; user_id: number }
  user_permissions: { user_id: number; permission: string }
  group_permissions: { group_key: string; permission: string }
  licence: { only: string; text: string; maximum: number | null; entered_at: number }
  numbers: { name: string; last: number }
}
