await window.Clerk.load({ ui: { ClerkUI: window.__internal_ClerkUICtor } });

// The members page stands in the address: #/organization-members.
window.Clerk.mountOrganizationProfile(document.getElementById('app'), { routing: 'hash' });
