// Tells Decap how our files are read and written, which rules its fields obey, and how a story looks. Loaded after decap-cms.js.

import { frontFormat, registryFormat } from "./registry_format.js";
import { storyFormat } from "./story_format.js";

const { CMS } = window;
const facts = await (await fetch("desk.json")).json();

CMS.registerCustomFormat("newsroom-story", "md", storyFormat(facts));
CMS.registerCustomFormat("newsroom-registry", "yaml", registryFormat("name"));
CMS.registerCustomFormat("newsroom-glossary", "yaml", registryFormat("definition"));
CMS.registerCustomFormat("newsroom-front", "yaml", frontFormat());
CMS.init();
