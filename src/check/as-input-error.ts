import { InputError } from './input-error';

/** Tells what a check of the pure rooms complains of, which throws a plain Error, as the fault of whoever wrote the input. */
export function asInputError<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw new InputError(error.message);
    throw error;
  }
}
