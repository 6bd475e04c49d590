/** Reads the PDF on standard input by Mozilla's reader, a module that jest cannot load, and writes what it holds as JSON. */
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const data = new Uint8Array(await buffer(process.stdin));
const file = await getDocument({ data, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= file.numPages; number += 1) {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent();
  pages.push({
    text: items.map(({ str }) => str ?? '').join(' '),
    tags: await page.getStructTree(),
  });
}
const attachments = Object.values((await file.getAttachments()) ?? {});
process.stdout.write(
  JSON.stringify({
    pages,
    info: (await file.getMetadata()).info,
    isMarked: (await file.getMarkInfo())?.Marked ?? false,
    attachments: attachments.map(({ filename, content }) => ({
      name: filename,
      content: new TextDecoder().decode(content),
    })),
  }),
);
await file.destroy();
