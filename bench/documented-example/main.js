// Clerk's documented example as pasted, except the named import, and the key and proxy URL from the environment.
import { Clerk } from '@clerk/clerk-js';

const clerk = new Clerk(import.meta.env.VITE_CLERK_PUBLISHABLE_KEY, {
  proxyUrl: import.meta.env.VITE_CLERK_PROXY_URL,
});
await clerk.load();

if (clerk.user) {
  // Check for an active organization
  if (clerk.organization) {
    // Render list of organization memberships
    async function renderMemberships(organization, isAdmin) {
      try {
        const { data } = await organization.getMemberships();
        const memberships = data;
        console.log(`getMemberships:`, memberships);

        memberships.map((membership) => {
          const membershipTable = document.getElementById('memberships_table');
          const row = membershipTable.insertRow();
          row.insertCell().textContent = membership.publicUserData.userId;
          row.insertCell().textContent = membership.publicUserData.identifier;
          row.insertCell().textContent = membership.role;

          // Add administrative actions:
          // Add and remove a member, and update a member's role.
          if (isAdmin) {
            // Show add, update, remove member buttons
            document.getElementById('add-member-container').removeAttribute('hidden');
            document.getElementById('update-role-head').removeAttribute('hidden');
            document.getElementById('remove-member-head').removeAttribute('hidden');

            // Get the user ID of the member
            const userId = membership.publicUserData.userId;

            // Update a member's role
            const updateBtn = document.createElement('button');
            updateBtn.textContent = 'Change role';
            updateBtn.addEventListener('click', async function (e) {
              e.preventDefault();
              const role = membership.role === 'org:admin' ? 'org:member' : 'org:admin';
              await organization
                .updateMember({ userId, role })
                .then((res) => {
                  document.getElementById('response').innerHTML = JSON.stringify(res);
                })
                .catch((error) => {
                  document.getElementById('error-container').removeAttribute('hidden');
                  document.getElementById('error-message').innerHTML = error.errors[0].longMessage;
                  console.log('An error occurred:', error.errors);
                });
            });
            row.insertCell().appendChild(updateBtn);

            // Remove a member
            const removeBtn = document.createElement('button');
            removeBtn.textContent = 'Remove';
            removeBtn.addEventListener('click', async function (e) {
              e.preventDefault();
              await organization
                .removeMember(userId)
                .then((res) => {
                  document.getElementById('response').innerHTML = JSON.stringify(res);
                })
                .catch((error) => {
                  document.getElementById('error-container').removeAttribute('hidden');
                  document.getElementById('error-message').innerHTML = error.errors[0].longMessage;
                  console.log('An error occurred:', error.errors);
                });
            });
            row.insertCell().appendChild(removeBtn);

            // Add a new member to the organization
            document.getElementById('add-member').addEventListener('click', () => {
              const userId = document.getElementById('member-user-id').value;
              organization
                .addMember({ userId, role: 'org:member' })
                .then((res) => {
                  document.getElementById('response').innerHTML = JSON.stringify(res);
                })
                .catch((error) => {
                  document.getElementById('error-container').removeAttribute('hidden');
                  document.getElementById('error-message').innerHTML = error.errors[0].longMessage;
                  console.log('An error occurred:', error.errors);
                });
            });
          }
        });
      } catch (error) {
        document.getElementById('error-container').removeAttribute('hidden');
        document.getElementById('error-message').innerHTML = error.errors[0].longMessage;
        console.log('An error occurred:', error.errors);
      }
    }

    /**
     * Checks if a user is an admin of the
     * currently active organization and
     * renders the organization's memberships.
     */
    async function checkAdminAndRenderMemberships() {
      const organizationId = clerk.organization.id;
      const { data } = await clerk.user.getOrganizationMemberships();
      const organizationMemberships = data;
      const currentMembership = organizationMemberships.find(
        (membership) => membership.organization.id === organizationId,
      );
      const currentOrganization = currentMembership.organization;

      if (!currentOrganization) {
        return;
      }

      const isAdmin = currentMembership.role === 'org:admin';

      console.log(`Organization:`, currentOrganization);

      renderMemberships(currentOrganization, isAdmin);
    }

    checkAdminAndRenderMemberships();
  } else {
    // If there is no active organization,
    // mount Clerk's <OrganizationSwitcher />
    // to allow the user to set an organization as active
    document.getElementById('app').innerHTML = `
      <h2>Select an organization to set it as active</h2>
      <div id="org-switcher"></div>
    `;

    const orgSwitcherDiv = document.getElementById('org-switcher');

    clerk.mountOrganizationSwitcher(orgSwitcherDiv);
  }
} else {
  document.getElementById('app').innerHTML = `
    <div id="sign-in"></div>
  `;

  const signInDiv = document.getElementById('sign-in');

  clerk.mountSignIn(signInDiv);
}
