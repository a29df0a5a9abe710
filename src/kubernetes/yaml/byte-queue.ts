/** Bytes that come in chunks and go in documents, each copied a few times at most, however small the chunks. */
export class ByteQueue {
  private buffer = Buffer.alloc(0);
  private start = 0;
  private end = 0;

  /** What is there, valid until the next change. */
  public get bytes(): Buffer {
    return this.buffer.subarray(this.start, this.end);
  }

  public append(chunk: Uint8Array): void {
    const length = this.end - this.start;
    if (this.end + chunk.length > this.buffer.length) {
      const larger = length + chunk.length > this.buffer.length / 2 ? Buffer.allocUnsafe(2 * (length + chunk.length)) : this.buffer;
      larger.set(this.bytes);
      this.buffer = larger;
      this.start = 0;
      this.end = length;
    }
    this.buffer.set(chunk, this.end);
    this.end += chunk.length;
  }

  public drop(count: number): void {
    this.start += count;
  }
}
