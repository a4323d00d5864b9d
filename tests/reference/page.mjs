// @ts-check
// What typedoc shows on the page: items by task, everything once, and no type that only the compiler needs.
import { readFileSync } from "node:fs";
import {
  CommentTag,
  Converter,
  IntersectionType,
  IntrinsicType,
  PageEvent,
  ReferenceType,
  ReflectionFlag,
  ReflectionKind,
  ReflectionType,
  Slugger,
  UnionType,
  UnknownType,
} from "typedoc";
import { MarkdownTheme, MarkdownThemeContext } from "typedoc-plugin-markdown";

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

/** What is exported, by what people use it for. @type {Record<string, string[]>} */
const TASKS = JSON.parse(read("tasks.json"));

/** @param {import("typedoc-plugin-markdown").MarkdownApplication} app */
export function load(app) {
  // After typedoc has found what is inherited, and before it sorts items by their category.
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => simplifyAll(project), -50);
  // After typedoc has sorted them in its own way.
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => sort(project), -250);
  app.renderer.defineTheme("page", Theme);
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = [read("introduction.md"), contents(), page.contents].join("\n");
  });
}

/**
 * Puts the tasks and their items in the order of the table.
 * @param {import("typedoc").ProjectReflection} project
 */
function sort(project) {
  const tasks = Object.keys(TASKS);
  const names = Object.values(TASKS).flat();
  /** @param {{ name: string }[]} items */
  const byName = (items) => items.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  project.categories?.sort((a, b) => tasks.indexOf(a.title) - tasks.indexOf(b.title));
  for (const { children } of project.categories ?? []) byName(children);
}

/** @param {import("typedoc").ProjectReflection} project */
function simplifyAll(project) {
  const items = new Map(project.children?.map((item) => [item.name, item]));
  for (const [task, names] of Object.entries(TASKS)) {
    for (const name of names) {
      const item = items.get(name);
      if (!item) throw new Error(`tasks.json names ${name}, which the package doesn't export`);
      items.delete(name);
      sortInto(item, task);
      simplify(project, item);
    }
  }
  if (items.size > 0) throw new Error(`no task in tasks.json has ${[...items.keys()]}`);
  for (const reflection of Object.values(project.reflections)) {
    const isAgain = reflection.isDeclaration() && (reflection.inheritedFrom || reflection.name === "[iterator]");
    if (isAgain) project.removeReflection(reflection);
  }
}

/** @param {import("typedoc").DeclarationReflection} item @param {string} task */
function sortInto(item, task) {
  const { comment } = item.signatures?.[0] ?? item;
  if (!comment) throw new Error(`${item.name} has no doc comment`);
  comment.blockTags.push(new CommentTag("@category", [{ kind: "text", text: task }]));
}

/** @param {import("typedoc").ProjectReflection} project @param {import("typedoc").DeclarationReflection} item */
function simplify(project, item) {
  /** @param {string} name */
  const reference = (name) => {
    const target = project.getChildByName(name);
    if (!target) throw new Error(`there is no ${name}`);
    return ReferenceType.createResolvedReference(name, target, project);
  };
  if (item.name === "AdminUsersSessionApi") {
    for (const method of item.children ?? []) withOneSignature(project, method, reference);
  } else if (item.name === "FurtherProperties") {
    item.type = new UnknownType("{ [property: string]: unknown }");
    delete item.typeParameters;
  } else if (item.name === "Result") {
    item.type = new UnionType(["SlackFailure", "FullResponse", "RawResponse"].map(reference));
    item.type.types.unshift(new UnknownType("Answer"));
    delete item.typeParameters;
  } else if (item.name === "SlackErrorCode" && item.type instanceof UnionType) {
    // `string & {}`, with which an editor still offers the codes.
    item.type.types = item.type.types.map((type) =>
      type instanceof IntersectionType ? new IntrinsicType("string") : type,
    );
  } else if (item.type instanceof IntersectionType) {
    const object = merged(item.type);
    const takesMore = item.type.types.some((type) => type instanceof ReferenceType);
    item.type = takesMore ? new IntersectionType([object, reference("FurtherProperties")]) : object;
  }
  // The introduction says so for all of Slack's objects.
  for (const signature of item.indexSignatures ?? []) project.removeReflection(signature);
  // The errors' constructors take the same arguments.
  if (item.extendedTypes?.some((type) => String(type) === "SlackError")) {
    for (const child of item.children ?? []) {
      if (child.kind === ReflectionKind.Constructor) project.removeReflection(child);
    }
  }
}

/**
 * Of the two signatures of a method, which differ by the options, makes one whose options may be left out.
 * @param {import("typedoc").ProjectReflection} project
 * @param {import("typedoc").DeclarationReflection} method
 * @param {(name: string) => import("typedoc").ReferenceType} reference
 */
function withOneSignature(project, method, reference) {
  const [plain, full] = method.signatures ?? [];
  if (!plain?.comment || !full?.comment) return;
  full.comment.blockTags.unshift(...plain.comment.blockTags);
  project.removeReflection(plain);
  for (const parameter of full.typeParameters ?? []) project.removeReflection(parameter);
  delete full.typeParameters;
  const options = full.parameters?.find(({ name }) => name === "options");
  const promise = /** @type {import("typedoc").ReferenceType} */ (full.type);
  const result = /** @type {import("typedoc").ReferenceType | undefined} */ (promise.typeArguments?.[0]);
  const answer = result?.typeArguments?.[3];
  if (!options || !answer) throw new Error(`${method.name} is declared in another way`);
  options.type = reference("CallOptions");
  options.flags.setFlag(ReflectionFlag.Optional, true);
  promise.typeArguments = [answer];
}

/**
 * An object type with the properties of all parts of an intersection. A property is optional if a member of a union
 * lacks it.
 * @param {import("typedoc").IntersectionType} intersection
 */
function merged(intersection) {
  const objects = intersection.types.filter((type) => type instanceof ReflectionType);
  const [whole] = objects;
  if (!whole) throw new Error("an intersection without an object");
  for (const union of intersection.types.filter((type) => type instanceof UnionType)) {
    const members = union.types.filter((type) => type instanceof ReflectionType);
    const all = members.flatMap(({ declaration }) => declaration.children ?? []);
    for (const name of new Set(all.map((property) => property.name))) {
      const same = all.filter((property) => property.name === name);
      const [first] = same;
      if (!first) continue;
      first.type = united(same.flatMap(({ type }) => type ?? []));
      const optional = same.length < members.length || same.some(({ flags }) => flags.isOptional);
      first.flags.setFlag(ReflectionFlag.Optional, optional);
      first.parent = whole.declaration;
      whole.declaration.addChild(first);
    }
  }
  return whole;
}

/** A union in which each type stands once. @param {import("typedoc").SomeType[]} types */
function united(types) {
  const single = types.flatMap((type) => (type instanceof UnionType ? type.types : type));
  const known = new Map(single.map((type) => [String(type), type]));
  if (known.has("boolean")) known.delete("false");
  return new UnionType([...known.values()]);
}

class Theme extends MarkdownTheme {
  /** @param {any} page */
  getRenderContext(page) {
    const context = new MarkdownThemeContext(this, page, this.application.options);
    context.partials = withoutRepetition(context.partials);
    return context;
  }
}

/** @param {MarkdownThemeContext["partials"]} partials @returns {MarkdownThemeContext["partials"]} */
function withoutRepetition(partials) {
  return {
    ...partials,
    // The line above has what is returned; "Extends" has what is inherited.
    signatureReturns: () => "",
    inheritance: () => "",
    hierarchy: (model) =>
      model.isTarget ? "" : `Extends ${model.types.map((type) => partials.someType(type)).join(", ")}.`,
    referenceType(model) {
      // What the newest TypeScript adds to types that everybody knows without it.
      const known = model.typeArguments?.filter((type) => !["any", "ArrayBufferLike"].includes(String(type)));
      if (known) model.typeArguments = known;
      return partials.referenceType(model);
    },
    declarationTitle: (model) => wrapped(partials.declarationTitle(model)),
    signatureTitle: (model, options) => wrapped(partials.signatureTitle(model, options)),
  };
}

/** A quoted line in lines of 120 characters, where it has alternatives or parameters. @param {string} line */
function wrapped(line) {
  const [first = "", ...pieces] = line.split(/(?<= \\\| |, )/);
  const lines = [first];
  for (const piece of pieces) {
    if (`${lines.at(-1)}${piece}`.length > 120) lines.push("> ");
    lines.push(`${lines.pop()}${piece}`);
  }
  return lines.map((one) => one.trimEnd()).join("\n");
}

function contents() {
  const anchors = new Slugger({ lowercase: true });
  /** @param {string} name */
  const link = (name) => `[${name}](#${anchors.slug(name)})`;
  const rows = Object.entries(TASKS).map(([task, names]) => `| ${link(task)} | ${names.map(link).join(", ")} |`);
  return ["| to | see |", "| ------ | ------ |", ...rows, ""].join("\n");
}
