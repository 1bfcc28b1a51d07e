import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';

/** Renders `millrace.svg` to the PNG sizes that the systems ask for, and packs the Windows icon. Run after changing the SVG. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const here = new URL('./', import.meta.url);

/** An .ico file that holds PNG images (Windows Vista and later): 6-byte header, 16 bytes per image, then the images. */
function packIco(images: ReadonlyArray<{ size: number; png: Buffer }>): Buffer {
  const header = Buffer.alloc(6 + images.length * 16);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + index * 16;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

const svg = await readFile(new URL('millrace.svg', here), 'utf8');
const executablePath = '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(existsSync(executablePath) ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
const images: Array<{ size: number; png: Buffer }> = [];
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  images.push({ size, png });
  await writeFile(new URL(`${size}.png`, here), png);
}
await browser.close();
await writeFile(new URL('icon.ico', here), packIco(images.filter(({ size }) => ICO_SIZES.includes(size))));
console.log(`Wrote ${SIZES.length} sizes and icon.ico`);
