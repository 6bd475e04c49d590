import { caller } from '../server/context';
import { Problem } from '../server/problem';
import { isStorable } from '../server/storable-text';
import { type Door } from './door';

/** The raw bytes of one file; what it is for is said by the mutation that names its id. */
const upload: Door = {
  method: 'post',
  path: '/v1/uploads',
  permission: 'upload.create',
  streamed: true,
  handle: async (context) => {
    const { request, response, services } = context;
    const stored = await services.uploads.receive(
      caller(context),
      fileNameOf(request.get('x-file-name')),
      request,
    );
    const { id, digest, byteSize, fileName } = stored;
    response.status(201).json({ id, sha256: digest, bytes: Number(byteSize), fileName });
  },
};

function fileNameOf(header: string | undefined): string {
  if (!header)
    throw new Problem('BAD_INPUT', 'The header X-File-Name must name the file.', { field: 'X-File-Name' });
  const name = decoded(header);
  if (!isStorable(name))
    throw new Problem('BAD_INPUT', 'The header X-File-Name may hold no NUL.', { field: 'X-File-Name' });
  // Characters, not code units: a cut must not halve a surrogate pair.
  return [...name].slice(0, 255).join('');
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    throw new Problem('BAD_INPUT', 'The header X-File-Name must be URI-encoded.', { field: 'X-File-Name' });
  }
}

export const uploadDoors = [upload];
