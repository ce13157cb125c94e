import { type Role, roles } from '#core/permissions.ts';
import { roleWords } from '#lib/words/access.ts';
import { Select } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';

export function RoleSelect({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Field label="Role" hint={roleWords[role].may}>
      {(control) => (
        <Select
          {...control}
          value={role}
          onChange={(event) => onChange(roles.find((known) => known === event.target.value) ?? role)}
        >
          {roles.map((known) => (
            <option key={known} value={known}>
              {roleWords[known].name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
