// What the browser journeys need: a browser and the production build. npm test does this while other stages run.
import { findBrowser } from './find-browser.ts';
import { ensureBuild } from './stack/build.ts';
import { ensureBuildWithoutProxy } from './stack/build-without-proxy.ts';

findBrowser();
await ensureBuild(() => {});
await ensureBuildWithoutProxy();
