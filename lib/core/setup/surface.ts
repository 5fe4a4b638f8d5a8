/** Where tierwise acts: hooks in settings.json, a plugin (the mod), or both. */
export type Surface = 'hooks' | 'mod' | 'both';

export const surfaceWishes = ['auto', 'hooks', 'mod', 'both'] as const;

export type SurfaceWish = (typeof surfaceWishes)[number];

/** A surface, and why it is this one, in a few words for whoever installs. */
export interface SurfaceChoice {
  surface: Surface;
  because: string;
}

export function hasHooks(surface: Surface): boolean {
  return surface !== 'mod';
}

export function hasMod(surface: Surface): boolean {
  return surface !== 'hooks';
}
