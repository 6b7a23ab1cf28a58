import { Button, Csrf, Hidden } from '@postern/kit/html'

export interface PostButtonProps {
  readonly action: string
  readonly csrf: string
  readonly fields: Readonly<Record<string, string>>
  /** The whole name, where the words alone do not say of what. */
  readonly label: string
  readonly children: string
}

/** One small button that does one thing by POST: *Remove* in the row of a table. */
export function PostButton({ action, csrf, fields, label, children }: PostButtonProps) {
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <Hidden fields={fields} />
      <Button small label={label}>
        {children}
      </Button>
    </form>
  )
}
