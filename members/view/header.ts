/** The header: the active organization, the person who is signed in, and signing out. */
import type { Actions } from '../actions.ts';
import { renderAvatar } from './avatar.ts';
import { find, type Render, setDisabled, setOptions, setText } from './dom.ts';
import { onChoice } from './select.ts';

export function createHeader(actions: Actions): Render {
  const userName = find('#user-name');
  const avatar = find('#organization-avatar');
  const name = find('#organization-name');
  const pageName = find('#page-name');
  const switcher = find('#organization-switch');
  const select = find('#organization-select', HTMLSelectElement);
  const signOut = find('#sign-out');
  onChoice(select, () => actions.switchOrganization(select.value));
  signOut.addEventListener('click', () => actions.signOut());

  return ({ currentUser, organization, organizations, switchingTo, isSigningOut }) => {
    setText(userName, currentUser?.name ?? '');
    setDisabled(signOut, isSigningOut);
    switcher.hidden = !organization || organizations.length < 2;
    setText(name, organization?.name ?? pageName.textContent);
    // A browser's translation must not translate names.
    name.translate = !organization;
    if (organization) renderAvatar(avatar, organization.id, organization.name, organization.imageUrl);
    const options = organizations.map(({ id, name }) => ({ key: id, name }));
    setOptions(select, options.sort(byName), switchingTo ?? organization?.id ?? '');
    setDisabled(select, switchingTo !== null);
    document.title = organization ? `Members of ${organization.name}` : pageName.textContent;
  };
}

/** Without `localeCompare()`, whose first call takes 5 ms: the first row would wait for it. */
const byName = (a: { name: string }, b: { name: string }) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
