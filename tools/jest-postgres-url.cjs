'use strict';
// jest setupFiles: the server of this worker, at TEST_DATABASE_URL.
const { JEST_WORKER_ID, TEST_DATABASE_URLS } = process.env;
process.env.TEST_DATABASE_URL = JSON.parse(TEST_DATABASE_URLS)[Number(JEST_WORKER_ID) - 1];
