import { join } from 'node:path';

/** Both the app and its copy that the test builds are two folders below the project, where the stub's packages are. */
export default { turbopack: { root: join(import.meta.dirname, '../..') } };
