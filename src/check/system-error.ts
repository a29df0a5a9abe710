/** Whether the operating system said no, as to a file that is not there; anything else is a fault of ours. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  const { code, syscall } = error as Partial<NodeJS.ErrnoException>;
  return typeof code === 'string' && typeof syscall === 'string';
}

/** What it said, without code, call and path: `no space left on device`. */
export function systemReason({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS': return 'permission denied';
    default: return /^[A-Z0-9_]+: ([^,]+)/.exec(message)?.[1] ?? message;
  }
}
