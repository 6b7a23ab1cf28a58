import { Choices, Field, type FieldError, Fold, Stack } from '@postern/kit/html'
import { roles } from '../console/role.ts'
import { errorIn } from './fields.tsx'
import { mostAssignments, type TypedAssignments } from './new-assignments.ts'

export interface AssignmentsFieldsProps {
  readonly assigned: TypedAssignments
  readonly errors: readonly FieldError[]
  readonly mayGiveRoles: boolean
}

/** *Assignments*: what a new user is in from the beginning. */
export function AssignmentsFields({ assigned, errors, mayGiveRoles }: AssignmentsFieldsProps) {
  const isOpen = assigned.groups !== '' || assigned.roles.length > 0
  return (
    <Fold summary="Assignments" open={isOpen}>
      <Stack>
        <Field
          name="groups"
          label="Groups"
          type="textarea"
          rows={3}
          hint={`Names or object ids, one a line. With the roles at most ${mostAssignments}.`}
          value={assigned.groups}
          error={errorIn(errors, 'groups')}
        />
        {mayGiveRoles && (
          <Choices
            name="role"
            label="Roles"
            type="checkbox"
            plain
            chosen={assigned.roles}
            error={errorIn(errors, 'role')}
            options={roles.map(({ name, may }) => ({ value: name, label: name, hint: may }))}
          />
        )}
      </Stack>
    </Fold>
  )
}
