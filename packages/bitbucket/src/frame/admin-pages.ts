import { includes, type Permission } from '../directory/index.ts'

/** The pages of *Administration*, in the groups of its side navigation. */
const adminGroups = [
  {
    title: 'Accounts',
    items: [
      {
        label: 'Users',
        href: '/admin/users',
        icon: 'person',
        needs: 'ADMIN',
        about: 'People and their passwords.',
      },
      {
        label: 'Groups',
        href: '/admin/groups',
        icon: 'people',
        needs: 'ADMIN',
        about: 'Who belongs together.',
      },
      {
        label: 'Global permissions',
        href: '/admin/permissions',
        icon: 'shield',
        needs: 'ADMIN',
        about: 'Who may log in, create projects, administer.',
      },
      {
        label: 'Authentication methods',
        href: '/admin/authentication-methods',
        icon: 'key',
        needs: 'SYS_ADMIN',
        about: 'Identity providers, and what the log-in page offers.',
      },
    ],
  },
  {
    title: 'Settings',
    items: [
      {
        label: 'Licensing',
        href: '/admin/license',
        icon: 'list',
        needs: 'SYS_ADMIN',
        about: 'How many users may log in, and how many there are.',
      },
      {
        label: 'Audit log',
        href: '/admin/audit-log',
        icon: 'clock',
        needs: 'SYS_ADMIN',
        about: 'Who changed what, and when.',
      },
    ],
  },
  {
    title: 'Add-ons',
    items: [
      {
        label: 'Find new add-ons',
        href: '/plugins/servlet/upm/marketplace',
        icon: 'search',
        needs: 'SYS_ADMIN',
        about: 'Search for an add-on and install it.',
      },
      {
        label: 'User-installed add-ons',
        href: '/plugins/servlet/upm',
        icon: 'grid',
        needs: 'SYS_ADMIN',
        about: 'Configure or uninstall what was installed.',
      },
      {
        label: 'Application links',
        href: '/plugins/servlet/applinks/listApplicationLinks',
        icon: 'connection',
        needs: 'SYS_ADMIN',
        about: 'Other applications that may call Bitbucket.',
      },
    ],
  },
] as const

/** The groups with what somebody of this permission may open; a group without any is left out. */
export const adminGroupsFor = (permission: Permission) =>
  adminGroups
    .map(({ title, items }) => ({ title, items: items.filter(({ needs }) => includes(permission, needs)) }))
    .filter(({ items }) => items.length > 0)
