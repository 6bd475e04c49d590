import { packFiles, unpackFiles } from '@countersign/domain/passport';

/** Archives that two programs could take in two ways, or that pretend to be larger than they are. */
const forgeries: readonly ((bytes: Buffer, draw: () => number) => Uint8Array)[] = [
  (bytes, draw) => bytes.subarray(0, Math.floor(draw() * bytes.length)),
  (bytes, draw) =>
    Buffer.concat([bytes, Buffer.alloc(1 + Math.floor(draw() * 40), Math.floor(draw() * 256))]),
  (bytes, draw) => Buffer.concat([Buffer.alloc(1 + Math.floor(draw() * 40)), bytes]),
  // A comment, which the end of the archive counts.
  (bytes, draw) => {
    const comment = Buffer.alloc(1 + Math.floor(draw() * 40), 0x21);
    const end = Buffer.from(bytes);
    end.writeUInt16LE(comment.length, end.length - 2);
    return Buffer.concat([end, comment]);
  },
  // One name twice: two programs take different ones of the two.
  (bytes, draw) => {
    const files = new Map(unpackFiles(bytes));
    const names = ['case.json', 'policy.json', 'keys.json', 'names.json'];
    const name = names[Math.floor(draw() * names.length)]!;
    const other = `${name.slice(0, -1)}_`;
    return renamed(packFiles(files.set(other, new TextEncoder().encode('{}'))), other, name);
  },
  // Upper case, which is the same file on some disks.
  (bytes) => {
    const files = new Map(unpackFiles(bytes));
    return packFiles(files.set('CASE.JSON', files.get('case.json')!));
  },
  // Out of the folder that it is unpacked into.
  (bytes) => packFiles(new Map(unpackFiles(bytes)).set('../../case.json', new TextEncoder().encode('{}'))),
  (bytes) =>
    renamed(
      packFiles(new Map(unpackFiles(bytes)).set('_etc_passwd', new Uint8Array(3))),
      '_etc_passwd',
      '/etc/passwd',
    ),
  // Sizes and places that are not those of the bytes, in the headers before the files and in the list at the end.
  (bytes, draw) =>
    withField(bytes, { signature: 0x04034b50, at: pick([10, 12, 14, 18, 22, 26, 28], draw) }, draw),
  (bytes, draw) =>
    withField(
      bytes,
      { signature: 0x02014b50, at: pick([10, 12, 14, 16, 20, 24, 28, 30, 32, 38, 42], draw) },
      draw,
    ),
  (bytes, draw) => withField(bytes, { signature: 0x06054b50, at: pick([4, 6, 8, 10, 12, 16], draw) }, draw),
  // Bit 3: sizes come in a descriptor behind the file. Bit 0: it is encrypted.
  (bytes, draw) => withField(bytes, { signature: 0x04034b50, at: 6 }, draw),
  (bytes, draw) => withField(bytes, { signature: 0x02014b50, at: 8 }, draw),
  // Compressed, as it says.
  (bytes, draw) => withField(bytes, { signature: 0x04034b50, at: 8 }, draw),
  // A name before the file that is another than in the list.
  (bytes) => {
    const copy = Buffer.from(bytes);
    copy.write('CASE', copy.indexOf('case.json'));
    return copy;
  },
];

/** A passport whose archive was tampered with. */
export function forgedArchive(bytes: Uint8Array, draw: () => number): Uint8Array {
  return new Uint8Array(pick(forgeries, draw)(Buffer.from(bytes), draw));
}

function pick<T>(list: readonly T[], draw: () => number): T {
  return list[Math.floor(draw() * list.length)]!;
}

function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const packed = Buffer.from(bytes);
  for (let at = packed.indexOf(from); at >= 0; at = packed.indexOf(from, at + 1)) packed.write(to, at);
  return packed;
}

/** One field of one header turned into another number, a huge one now and then. */
function withField(
  bytes: Buffer,
  { signature, at }: { signature: number; at: number },
  draw: () => number,
): Uint8Array {
  const copy = Buffer.from(bytes);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  const places: number[] = [];
  for (let place = copy.indexOf(mark); place >= 0; place = copy.indexOf(mark, place + 1)) places.push(place);
  const place = pick(places, draw) + at;
  const before = copy.readUInt16LE(place);
  copy.writeUInt16LE(pick([0xffff, before ^ 1, before ^ 8, (before + 1) % 65_536], draw), place);
  return copy.equals(bytes) ? copy.subarray(1) : copy;
}
