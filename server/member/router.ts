import { mutation, read, router } from '../trpc.ts';
import { changeRole } from './change-role.ts';
import { inviteMember } from './invite-member.ts';
import { joinMigration } from './join-migration.ts';
import { listMembers } from './queries.ts';
import { removeMember } from './remove-member.ts';

export const memberRouter = router({
  list: read(listMembers),
  invite: mutation(inviteMember),
  changeRole: mutation(changeRole),
  remove: mutation(removeMember),
  join: mutation(joinMigration),
});
