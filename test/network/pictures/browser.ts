import { accessSync, constants } from 'fs';
import { delimiter, join } from 'path';

/** What browsers that playwright-core can drive are called. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where a browser is: what CHROMIUM_PATH says, or the first that the PATH has; undefined where there is none. */
export function browserPath(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const places = PATH.split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  return [...CHROMIUM_PATH === undefined ? [] : [CHROMIUM_PATH], ...places].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
