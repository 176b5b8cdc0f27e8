/** A person or an organization as a picture, or as initials on a color of their own. */
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
  element.style.setProperty('--hue', String(hash));
  const image = find('img', HTMLImageElement, element);
  image.hidden = imageUrl === null;
  if (imageUrl === null) return;
  // The initials stay visible.
  image.onerror = () => {
    image.hidden = true;
  };
  const url = new URL(imageUrl, location.href);
  // For screens of two pixels to a CSS pixel: https://clerk.com/docs/guides/development/image-optimization
  if (url.protocol !== 'data:') url.searchParams.set('width', String(2 * image.width));
  if (image.src !== url.href) image.src = url.href;
}
