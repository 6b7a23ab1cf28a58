export async function chosenIn(_dataDirectory: string, _url: string): Promise<number> {
  return 0
}
