import { mutation, read, router } from '../trpc.ts';
import { changeRole } from './change-role.ts';
import { inviteMember } from './invite-member.ts';
import { joinMigration } from './join-migration.ts';
import { listApprovers } from './list-approvers.ts';
import { listMembers } from './queries.ts';
import { removeMember } from './remove-member.ts';
import { vouchForMember } from './vouch-for-member.ts';

export const memberRouter = router({
  list: read(listMembers),
  approvers: read(listApprovers),
  vouch: mutation(vouchForMember),
  invite: mutation(inviteMember),
  changeRole: mutation(changeRole),
  remove: mutation(removeMember),
  join: mutation(joinMigration),
});
