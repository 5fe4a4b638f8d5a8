export function hostileInputs(howMany: number, seed?: number): Buffer[];
