'use strict';
// jest setupFiles: as many frames as Node keeps. Jest keeps a hundred and looks each up in the source maps; where every
// refusal is an error, as here, that is time.
Error.stackTraceLimit = 10;
