interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Keys whose own character would be read as a part of the notation. */
const words: Record<string, string> = { ' ': 'space', '+': 'plus' };

const isMac = () => typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** The name of a key press as shortcuts write it: `mod+shift+z`, `tab`, `f7`. */
export function pressedKeys(event: KeyPress, mac = isMac()): string {
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (mac && event.ctrlKey) parts.push('ctrl');
  if (event.altKey) parts.push('alt');
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit(\d)$/.exec(event.code)?.[1];
  const key = letter ?? event.key;
  const symbol = key.length === 1 && !letter;
  if (event.shiftKey && !symbol) parts.push('shift');
  parts.push(words[key] ?? key.toLowerCase());
  return parts.join('+');
}

const names: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: '↵',
  delete: 'Del',
  backspace: '⌫',
  tab: 'Tab',
  contextmenu: 'Menu key',
  plus: '+',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
};

/** The parts of a shortcut as a person reads them: `['Ctrl', 'Shift', 'Z']`. */
export function shownKeys(keys: string, mac = isMac()): string[] {
  return keys.split('+').map((part) => {
    if (mac && part === 'mod') return '⌘';
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1));
  });
}

/** The first of several shortcuts as a person reads it; nothing when there is none. */
export const firstKeys = ([first]: readonly string[] = []): string[] => (first ? shownKeys(first) : []);
