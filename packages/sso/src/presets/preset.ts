/**
 * What is said to an administrator of one kind of identity provider: data and words. The protocol work is the same for
 * all, so a preset decides nothing about whom a connection believes.
 */
export interface Preset {
  /** Stands in addresses and in the store; never renamed. */
  readonly id: string
  /** In *Add identity provider*; also the first suggestion for *Identity provider name*. */
  readonly label: string
  /** Where *App ID URI* goes on the other screen. */
  readonly appProperties: {
    /** The section of that screen, by its own title. */
    readonly section: string
    /** Its fields that take the address, by their own labels. */
    readonly fields: readonly string[]
  }
  readonly metadata: {
    /** What the file is called there, and where it is downloaded. */
    readonly file: string
    /** What the address is called there under which the same is published. */
    readonly address: string
  }
  /** The other side's name for the fingerprint of its certificate. */
  readonly fingerprint: { readonly algorithm: 'SHA-1' | 'SHA-256'; readonly label: string }
  /** Hosts of its entity ID and of its sign-in that differ by its maker's design; a leading dot stands for any name before. */
  readonly usualHosts?: readonly { readonly entityId: string; readonly location: string }[]
  /** Who may be let in there, by *Subscription level*: a hint and no more. */
  readonly assignment: Readonly<Record<Edition, string>>
}

/** *Subscription level*: the edition of the identity provider, as its operator bought it. */
export type Edition = 'basic' | 'premium'

export const editions: readonly { readonly value: Edition; readonly label: string }[] = [
  { value: 'basic', label: 'Basic' },
  { value: 'premium', label: 'Premium' },
]
