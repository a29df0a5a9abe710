import { visibleText } from '../kubernetes/visible-text';

/** Input or usage that is wrong, so that nothing was judged. The message is one line, with file and line where there are any. */
export class InputError extends Error {
  public constructor(message: string, where?: { readonly file: string; readonly line?: number }) {
    const at = where === undefined ? '' : `${where.file}${where.line === undefined ? '' : `:${where.line}`}: `;
    super(visibleText(`${at}${message}`));
    this.name = 'InputError';
  }
}
