// What unit tests need of a browser: a visitor from Britain, and the two storages.
class Kept implements Storage {
  private readonly values = new Map<string, string>();
  get length() {
    return this.values.size;
  }
  clear() {
    this.values.clear();
  }
  getItem(key: string) {
    return this.values.get(key) ?? null;
  }
  key(index: number) {
    return [...this.values.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.values.delete(key);
  }
  setItem(key: string, value: string) {
    this.values.set(key, value);
  }
}

Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-GB' }, configurable: true });
Object.assign(globalThis, { localStorage: new Kept(), sessionStorage: new Kept() });
