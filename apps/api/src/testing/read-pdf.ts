import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A node of a PDF's tree of tags. */
interface PdfTag {
  role?: string;
  alt?: string;
  children?: PdfTag[];
}

export interface ReadPdf {
  pages: { text: string; tags: PdfTag | null }[];
  info: Record<string, unknown>;
  isMarked: boolean;
  attachments: { name: string; content: string }[];
}

/** What another program reads out of a PDF. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'read-pdf-process.mjs')], {
    ...{ input: bytes, maxBuffer: 64 * 2 ** 20, encoding: 'utf8' },
  });
  if (status !== 0) throw new Error(`The PDF cannot be read: ${stderr}`);
  return JSON.parse(stdout) as ReadPdf;
}

/** All tags, each before its children. */
export function tagsOf({ pages }: ReadPdf): PdfTag[] {
  const below = (tag: PdfTag): PdfTag[] => [tag, ...(tag.children ?? []).flatMap(below)];
  return pages.flatMap(({ tags }) => (tags ? below(tags) : []));
}
