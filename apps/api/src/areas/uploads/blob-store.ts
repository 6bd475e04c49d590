import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../server/problem';

export interface StoredBlob {
  /** SHA-256 of the bytes, lower-case hex. */
  digest: string;
  byteSize: number;
}

/** Files by content: the name of a file is the digest of its bytes, never anything a client sent. */
export class BlobStore {
  constructor(
    private readonly directory: string,
    private readonly largest = 2 * 1024 ** 3,
  ) {}

  pathOf(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('A blob is named by its SHA-256.');
    return join(this.directory, digest.slice(0, 2), digest);
  }

  async has(digest: string): Promise<boolean> {
    return stat(this.pathOf(digest)).then(
      () => true,
      () => false,
    );
  }

  async erase(digest: string): Promise<void> {
    await rm(this.pathOf(digest), { force: true });
  }

  /** Streams to disk while hashing; nothing remains when the stream breaks or grows past the limit. */
  async store(source: Readable): Promise<StoredBlob> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const partial = join(this.directory, `partial-${randomUUID()}`);
    const hash = createHash('sha256');
    let byteSize = 0;
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        byteSize += chunk.length;
        hash.update(chunk);
        if (byteSize > this.largest)
          done(new Problem('BATCH_TOO_LARGE', `A file may have at most ${this.largest} bytes.`));
        else done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(partial, { mode: 0o600 }));
      await flush(partial);
      const digest = hash.digest('hex');
      await mkdir(join(this.directory, digest.slice(0, 2)), { recursive: true, mode: 0o700 });
      await rename(partial, this.pathOf(digest));
      return { digest, byteSize };
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }
}

/** The row that names a blob is durable on commit; so must the bytes be. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
