export type { IconName, Server } from '../design/index.ts'
export { Button, type ButtonProps } from './button.tsx'
export {
  CertificateCard,
  type CertificateCardProps,
  daysLeft,
  Life,
  type LifeProps,
  toneOfLife,
} from './certificate.tsx'
export { Choice, type ChoiceProps, Choices, type ChoicesProps } from './choice.tsx'
export { Brand, Console, type ConsoleProps, type SideGroup, type SideItem } from './console.tsx'
export { Danger, Lose, type LoseProps } from './danger.tsx'
export { Diff, type DiffProps } from './diff.tsx'
export { Door, type DoorProps, type Way, Ways } from './door.tsx'
export { ErrorSummary, type FieldError } from './error-summary.tsx'
export { describedBy, Field, type FieldProps, type Option, Said } from './field.tsx'
export { FileDrop, type FileDropProps } from './file-drop.tsx'
export { Empty, type EmptyProps, Filter, type FilterProps, Search, type SearchProps } from './filter.tsx'
export { ContinueForm, type ContinueFormProps, Csrf, Hidden, SignOut } from './form.tsx'
export { Head, type HeadProps, type Link, Tabs, type TabsProps } from './head.tsx'
export { Arch, Icon, Initials } from './icon.tsx'
export { Menu, type MenuProps } from './menu.tsx'
export { Notice, type NoticeProps, Toast } from './notice.tsx'
export { Page, type PageProps } from './page.tsx'
export { Pages, type PagesProps } from './pages.tsx'
export { Card, Columns, Fold, Numbered, Part, type PartProps, Row, Stack } from './part.tsx'
export { type DoorOnTheWay, Passage } from './passage.tsx'
export { Pill } from './pill.tsx'
export { Source, type SourceProps } from './source.tsx'
export { Sparkline } from './sparkline.tsx'
export { type Step, Steps, type StepsProps, ToDo } from './steps.tsx'
export { type Column, Lines, Table, TableLink, type TableProps } from './table.tsx'
export { Tile, type TileProps, Tiles, type TilesProps } from './tile.tsx'
export { type Moment, Timeline } from './timeline.tsx'
export type { Tone } from './tone.ts'
export { Top, type TopProps } from './top.tsx'
export { Address, Copy, type CopyProps, type Fact, Facts, type FactsProps, Fingerprint } from './value.tsx'
export { dayOf, type Shown, When, type WhenProps } from './when.tsx'
