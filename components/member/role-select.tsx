import { type Role, roles } from '#core/permissions.ts';
import type { FormField } from '#lib/form/use-command.ts';
import { roleWords } from '#lib/labels/access.ts';
import { SelectField } from '../form/select-field.tsx';

export function RoleSelect(field: FormField<Role>) {
  const options = roles.map((role) => [role, roleWords[role].name] as const);
  return <SelectField {...field} label="Role" hint={roleWords[field.value].may} options={options} />;
}
