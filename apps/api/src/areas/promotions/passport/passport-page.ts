import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In the console's build, and none of the files that it serves: whatever this runs from, the sources or their build. */
const file = join(__dirname, '../../../../../console/dist/.passport/verify.html');

/** The page that verifies a passport without a network, as the build made it. */
export async function passportPage(): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error('The page of passports was not built: run npm run build.', { cause: error });
  }
}
