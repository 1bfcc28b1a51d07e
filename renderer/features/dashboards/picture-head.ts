/** What stands above the tiles in a picture of a page. */
export interface PictureHead {
  title: string;
  /** Filters, time of the data, time of saving. */
  facts: readonly string[];
}

/** Lines no wider than `room`, broken between words; a word that is wider by itself is broken where the line ends. */
export function brokenLines(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= room) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of word) {
      if (line && widthOf(line + letter) > room) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line ? [...lines, line] : lines;
}

interface Line {
  text: string;
  font: string;
  colour: string;
  height: number;
}

const MARGIN = 24;
const looks = [
  { name: 'text', weight: 600, size: 20, height: 28 },
  { name: 'dim', weight: 400, size: 13, height: 19 },
] as const;

/** The drawing of the tiles with a margin, below the name of the page and its facts; in the colours and the font of the workbench. */
export function withHead(tiles: HTMLCanvasElement, { title, facts }: PictureHead, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser gives no place to draw on.');
  const style = getComputedStyle(document.body);
  const colour = (name: string) => style.getPropertyValue(`--mr-${name}`).trim();
  const room = tiles.width / scale;
  const lines = [title, facts.join(' · ')].flatMap((text, at): Line[] => {
    const { name, weight, size, height } = looks[at === 0 ? 0 : 1];
    const font = `${weight} ${size}px ${style.fontFamily}`;
    pen.font = font;
    const broken = brokenLines(text, room, (part) => pen.measureText(part).width);
    return broken.map((line) => ({ text: line, font, colour: colour(name), height }));
  });
  const top = MARGIN + lines.reduce((sum, { height }) => sum + height, 0) + MARGIN / 2;
  canvas.width = tiles.width + 2 * MARGIN * scale;
  canvas.height = tiles.height + (top + MARGIN) * scale;
  pen.fillStyle = colour('bg');
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(tiles, MARGIN * scale, top * scale);
  pen.scale(scale, scale);
  pen.textBaseline = 'middle';
  let y = MARGIN;
  for (const { text, font, colour: ink, height } of lines) {
    pen.font = font;
    pen.fillStyle = ink;
    pen.fillText(text, MARGIN, y + height / 2);
    y += height;
  }
  return canvas;
}
