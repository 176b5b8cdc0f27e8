/** A person or an organization as a picture, or as initials on a color derived from the ID. */
import { find } from './dom.ts';

/**
 * @param element contains the `<img>`, whose `width` is the size in CSS pixels
 * @param id decides the color
 * @param name gives the initials
 */
export function renderAvatar(element: HTMLElement, id: string, name: string, imageUrl: string | null): void {
  const words = name.split('@')[0]?.match(/[\p{L}\p{N}]+/gu) ?? [name];
  element.dataset.initials = words
    .slice(0, 2)
    .map(([initial]) => initial)
    .join('')
    .toUpperCase();
  const hash = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 360, 7);
  element.style.setProperty('--hue', `${hash}`);
  const image = find('img', HTMLImageElement, element);
  // One that did not load stays hidden.
  if (image.dataset.url === `${imageUrl}`) return;
  image.dataset.url = `${imageUrl}`;
  const url = imageUrl && URL.canParse(imageUrl, location.href) && new URL(imageUrl, location.href);
  image.hidden = !url;
  if (!url) return;
  image.onerror = () => {
    image.hidden = true;
  };
  // Otherwise a browser shows the picture before it until this one has loaded.
  image.removeAttribute('src');
  // For screens of two pixels to a CSS pixel: https://clerk.com/docs/guides/development/image-optimization
  if (url.protocol !== 'data:') url.searchParams.set('width', `${2 * image.width}`);
  image.src = url.href;
}
