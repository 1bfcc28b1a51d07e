/** The project in the address, or null on pages without one. */
export const currentProject = (): string | null => /^#\/p\/([^/?]+)/.exec(window.location.hash)?.[1] ?? null;

/** The page in the address: `flow`, `datasets`, …; `home` without a project. */
export const currentPage = (): string => /^#\/p\/[^/?]+\/([^/?]+)/.exec(window.location.hash)?.[1] ?? 'home';

export const go = (path: string): void => {
  window.location.hash = path;
};
