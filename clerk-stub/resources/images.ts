/** The JSON of images. */

/** At Clerk, everybody has an image: an avatar that Clerk makes, until another one is uploaded. */
export const imageJson = (url: string | null | undefined) => ({ image_url: url || AVATAR, has_image: Boolean(url) });

const AVATAR = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient id="a"><stop stop-color="#6c5ce7"/>' +
    '<stop offset="1" stop-color="#b8aefb"/></linearGradient><path fill="url(#a)" d="M0 0h1v1H0z"/></svg>',
)}`;
