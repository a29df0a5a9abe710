import recording from './yaml-reading.recorded.json';

/** A file, and the documents that kubectl reads in it; null where it refuses the file. */
export type RecordedReading = readonly [file: string, documents: readonly unknown[] | null];

export const RECORDED = recording.rows as unknown as readonly RecordedReading[];
