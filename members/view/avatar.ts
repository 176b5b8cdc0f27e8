/** A person or an organization as a picture, or as initials on a color derived from the ID. */
import { find } from './dom.ts';

/** The first letter or digit of each word. */
const INITIALS = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]/gu;

/**
 * @param element contains the `<img>`, whose `width` is the size in CSS pixels
 * @param id decides the color
 * @param name gives the initials
 */
export function renderAvatar(element: HTMLElement, id: string, name: string, imageUrl: string | null): void {
  const initials = name.split('@')[0]?.match(INITIALS) ?? [...name];
  element.dataset.initials = initials.slice(0, 2).join('').toUpperCase();
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
