const own = { href: '/account', name: 'Account', about: 'password and sessions' };
const ofAdministrators = [
  { href: '/admin/people', name: 'Accounts', about: 'everybody who may sign in' },
  { href: '/admin/sign-in', name: 'Sign-in', about: 'how people sign in' },
];

/** Pages that belong to a person or to the instance, not to a migration. */
export function accountLinks(isAdmin: boolean): readonly { href: string; name: string; about: string }[] {
  return isAdmin ? [own, ...ofAdministrators] : [own];
}
