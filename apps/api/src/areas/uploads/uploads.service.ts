import { open } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import { type Actor } from '@countersign/domain/access';
import { detectFormat, FileError, type FileFormat } from '@countersign/engines/files';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { notFound, Problem } from '../../server/problem';
import { type BlobStore } from './blob-store';
import { Upload } from './upload.entity';

/** An uploaded file, ready to be read where it lies. */
export interface DataFile {
  path: string;
  format: FileFormat;
  fileName: string;
  digest: string;
  byteSize: number;
}

export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
  ) {}

  async receive(actor: Actor, fileName: string, body: Readable): Promise<Upload> {
    const { digest, byteSize } = await this.blobs.store(body);
    return this.database.unrecorded(actor.workspaceId, async ({ manager, now, newId }) => {
      await lockBlob(manager, digest);
      if (!(await this.blobs.has(digest)))
        throw new Problem('UPLOAD_NOT_FOUND', 'The same bytes were just erased; send them again.');
      const upload = manager.create(Upload, {
        ...{ id: newId(), workspaceId: actor.workspaceId, fileName, digest, byteSize: String(byteSize) },
        ...{ uploadedAt: now, uploadedBy: actorReference(actor) },
      });
      await manager.insert(Upload, upload);
      return upload;
    });
  }

  async file(actor: Actor, uploadId: string): Promise<DataFile> {
    const upload = await this.database.read(actor, ({ manager }) =>
      manager.findOneBy(Upload, { id: uploadId }),
    );
    if (!upload) throw notFound('upload', uploadId);
    const { digest, fileName, byteSize } = upload;
    return {
      ...this.stored(digest, await this.format(digest, fileName)),
      fileName,
      byteSize: Number(byteSize),
    };
  }

  /** Forgets an upload, and erases its bytes unless another upload or a dataset has the same. */
  async erase(actor: Actor, uploadId: string): Promise<void> {
    await this.database.unrecorded(actor.workspaceId, async ({ manager }) => {
      const upload = await manager.findOneBy(Upload, { id: uploadId });
      if (!upload) return;
      await lockBlob(manager, upload.digest);
      await manager.delete(Upload, { id: uploadId });
      const [row] = (await manager.query('SELECT is_blob_needed($1) AS needed', [upload.digest])) as {
        needed: boolean;
      }[];
      if (row?.needed === false) await this.blobs.erase(upload.digest);
    });
  }

  /** A file that a row names by digest. */
  stored(digest: string, format: FileFormat): Pick<DataFile, 'path' | 'format' | 'digest'> {
    return { path: this.blobs.pathOf(digest), format, digest };
  }

  private async format(digest: string, fileName: string): Promise<FileFormat> {
    const file = await open(this.blobs.pathOf(digest));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return detectFormat(fileName, buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }
}

/** One at a time names these bytes or erases them, to the end of the transaction. */
async function lockBlob(manager: EntityManager, digest: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('countersign.blob/' || $1::text, 0))`, [
    digest,
  ]);
}

/** Runs a reading of a client's file; what is wrong with the file becomes a Problem that names `field` and the place. */
export async function readingFile<T>(field: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { code, message, line, column } = error;
    throw new Problem(code, message, {
      field,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
  }
}
