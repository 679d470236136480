/** `npm run build`: styles and scripts of the pages, made ahead where the server may not write into its own folder. */
import { buildAssetsHere } from '../src/app/server.ts';

const { files } = await buildAssetsHere();
console.log(`${files.size} files in dist/web`);
