/** The JSON of images. */

/** At Clerk, everybody has an image: an avatar that Clerk makes, in a color of their own, until another one is uploaded. */
export const imageJson = (id: string, url: string | null | undefined) => ({
  image_url: url || avatar(id),
  has_image: Boolean(url),
});

function avatar(id: string): string {
  const hue = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 360, 7);
  const stops = [55, 75].map(
    (lightness, offset) => `<stop offset="${offset}" stop-color="hsl(${hue} 60% ${lightness}%)"/>`,
  );
  const gradient = `<linearGradient id="a">${stops.join('')}</linearGradient>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${gradient}<path fill="url(#a)" d="M0 0h1v1H0z"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
