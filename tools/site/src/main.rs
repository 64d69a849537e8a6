//! Builds the page: `cargo run -p zvonok-site -- [--release]`.
//!
//! wasm by cargo, its glue script by wasm-bindgen, both made small; styles bundled; public files
//! copied; everything compressed beforehand and put in `$ZVONOK_SITE_DIR`, which the server
//! embeds. Names in `pkg/` carry a hash of their content, so a browser may keep them for good;
//! `manifest.json` tells the server what they are called now. Public files keep their names
//! (`robots.txt`, the icon, the service worker are asked for by name).
//!
//! A step whose inputs are the same as last time is taken from the work folder beside the site,
//! and a file that would not change is not written, so the server isn't built again either.
#![allow(clippy::print_stdout, reason = "a program that tells what it does")]

mod cache;

use anyhow::{Context, Result, bail, ensure};
use cache::{Cache, hash, list};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

/// The wasm programs, as (package, name in `pkg/`). The first is the page's own, the one that
/// `manifest.json` names as `js` and `wasm`; others stand under `more` by name.
const ENTRIES: &[(&str, &str)] = &[
    ("zvonok-frontend-journal", "journal"),
    ("zvonok-frontend-door", "door"),
    ("zvonok-frontend-messenger", "messenger"),
    ("zvonok-frontend-office", "office"),
    ("zvonok-frontend-call", "call"),
];

/// The style sheets of `style/`, as (file, name in `pkg/`, key in `manifest.json`). Every page loads
/// the first, a part of the site one of the others beside it.
const SHEETS: [(&str, &str, &str); 3] = [
    ("main", "style", "css"),
    ("office", "office", "officeCss"),
    ("call", "call", "callCss"),
];

/// What every browser we support can do, and rustc or wasm-bindgen may use.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Files by their path in the site.
type Site = BTreeMap<String, Vec<u8>>;

struct Build {
    release: bool,
    repo: PathBuf,
    cache: Cache,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("site: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut release = false;
    for arg in env::args().skip(1) {
        match arg.as_str() {
            "--release" => release = true,
            _ => bail!("usage: zvonok-site [--release]"),
        }
    }
    let repo = repo()?;
    // Set by .cargo/config.toml when run by cargo; the fallback is for a run by hand.
    let out = env::var_os("ZVONOK_SITE_DIR").map_or_else(|| repo.join("dist/site"), PathBuf::from);
    let work = out.with_file_name(if release {
        "site-work-release"
    } else {
        "site-work-dev"
    });
    let build = Build {
        release,
        repo,
        cache: Cache::open(work)?,
    };

    let mut site = Site::new();
    let mut manifest = serde_json::Map::new();
    let mut more = serde_json::Map::new();
    for (i, (package, name)) in ENTRIES.iter().enumerate() {
        let (js, wasm) = build.entry(package, name)?;
        let js = add(&mut site, name, "js", js);
        let wasm = add(&mut site, name, "wasm", wasm);
        if i == 0 {
            manifest.insert("js".into(), js.into());
            manifest.insert("wasm".into(), wasm.into());
        } else {
            more.insert(
                (*name).into(),
                serde_json::json!({ "js": js, "wasm": wasm }),
            );
        }
    }
    let client = add(&mut site, "client", "js", build.client()?);
    manifest.insert("callClient".into(), client.into());
    for (key, path) in build.styles(&mut site)? {
        manifest.insert(key.into(), path.into());
    }
    if !more.is_empty() {
        manifest.insert("more".into(), more.into());
    }
    build.public(&mut site)?;
    build.compress(&mut site)?;
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    ensure!(
        site.insert("manifest.json".into(), manifest).is_none(),
        "public/manifest.json is in the way of the build's own: call it manifest.webmanifest"
    );
    let written = write(&out, &site)?;
    build.cache.tidy()?;
    println!(
        "site: {}, {} files, {written} changed",
        out.display(),
        site.len()
    );
    Ok(())
}

/// Asked for when running: a target folder shared by several clones may hold a program that was
/// compiled in another.
fn repo() -> Result<PathBuf> {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(env::current_dir, |package| {
        Ok(Path::new(&package).join("../.."))
    })?;
    let repo = here.canonicalize()?;
    ensure!(
        repo.join("tools/site").is_dir(),
        "run this with cargo, or at the top of the clone"
    );
    Ok(repo)
}

/// Puts a file in `pkg/` under a name with its hash; answers the address.
fn add(site: &mut Site, name: &str, ext: &str, bytes: Vec<u8>) -> String {
    let path = format!("pkg/{name}-{}.{ext}", &hash([&bytes])[..12]);
    let address = format!("/{path}");
    site.insert(path, bytes);
    address
}

impl Build {
    /// The glue script and the wasm of one program.
    fn entry(&self, package: &str, name: &str) -> Result<(Vec<u8>, Vec<u8>)> {
        let raw = fs::read(self.cargo(package)?)?;
        // Cargo.lock and package-lock.json stand for the versions of the tools.
        let key = hash([
            name.as_bytes(),
            WASM_OPT.join(" ").as_bytes(),
            &raw,
            &fs::read(self.repo.join("Cargo.lock"))?,
            &fs::read(self.repo.join("package-lock.json"))?,
        ]);
        let [js, wasm] = self.cache.take(&key, ["js", "wasm"], |dir| {
            let bound = dir.join("bound");
            wasm_bindgen_cli_support::Bindgen::new()
                .input_bytes(name, raw)
                .web(true)?
                .typescript(false)
                .omit_default_module_path(true)
                .remove_name_section(self.release)
                .remove_producers_section(self.release)
                .generate(&bound)
                .with_context(|| format!("wasm-bindgen on {package}"))?;
            let wasm = bound.join(format!("{name}_bg.wasm"));
            if self.release {
                self.node("wasm-opt", |c| {
                    c.args(WASM_OPT).arg(&wasm).arg("-o").arg(dir.join("wasm"))
                })?;
            } else {
                fs::copy(&wasm, dir.join("wasm"))?;
            }
            // Bundling takes in the scripts that crates bring along (`snippets/`).
            self.node("esbuild", |c| {
                c.arg(bound.join(format!("{name}.js")))
                    .args([
                        "--bundle",
                        "--format=esm",
                        "--target=es2022",
                        "--log-level=warning",
                    ])
                    .args(self.release.then_some("--minify"))
                    .arg(format!("--outfile={}", dir.join("js").display()))
            })?;
            fs::remove_dir_all(bound)?;
            Ok(())
        })?;
        Ok((js, wasm))
    }

    /// Compiles a package for the browser; answers where its wasm is.
    fn cargo(&self, package: &str) -> Result<PathBuf> {
        let profile = if self.release {
            "wasm-release"
        } else {
            "wasm-dev"
        };
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .current_dir(&self.repo)
            .args([
                "build",
                "--lib",
                "--target",
                "wasm32-unknown-unknown",
                "--profile",
                profile,
            ])
            .args(["--message-format", "json-render-diagnostics", "-p", package])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        // What cargo told this program about itself is not for the page's build scripts.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&name);
            }
        }
        let done = cargo.output().context("cargo")?;
        ensure!(
            done.status.success(),
            "cargo could not build {package} for the browser"
        );
        // Asked of cargo itself, as the target folder may be anywhere. What was asked for is built
        // last, after any dependency that makes a wasm file too.
        let mut wasm = None;
        for line in String::from_utf8(done.stdout)?.lines() {
            let message: serde_json::Value = serde_json::from_str(line)?;
            let files = message["filenames"].as_array().into_iter().flatten();
            wasm = files
                .filter_map(|f| f.as_str())
                .rfind(|f| f.ends_with(".wasm"))
                .map(PathBuf::from)
                .or(wasm);
        }
        wasm.with_context(|| format!("cargo built no wasm from {package}: is it a `cdylib`?"))
    }

    /// Bundles what the page of a call loads besides: LiveKit's client behind our few words.
    fn client(&self) -> Result<Vec<u8>> {
        let source = self.repo.join("frontend/call/call.js");
        let kind = if self.release { "release" } else { "dev" };
        let mut parts = vec![
            b"client".to_vec(),
            kind.as_bytes().to_vec(),
            fs::read(self.repo.join("package-lock.json"))?,
        ];
        for (path, bytes) in list(&self.repo.join("frontend/call"))? {
            parts.push(path.into_bytes());
            parts.push(bytes);
        }
        let key = hash(parts.iter());
        let [js] = self.cache.take(&key, ["js"], |dir| {
            self.node("esbuild", |c| {
                c.arg(&source)
                    .args([
                        "--bundle",
                        "--format=esm",
                        "--target=es2022",
                        "--log-level=warning",
                    ])
                    .args(self.release.then_some("--minify"))
                    .arg(format!("--outfile={}", dir.join("js").display()))
            })
        })?;
        Ok(js)
    }

    /// Bundles the sheets; fonts and pictures it names go to `pkg/` with a hash as well.
    /// An address from the root, like `/icon.svg`, must be that of a public file.
    fn styles(&self, site: &mut Site) -> Result<Vec<(&'static str, String)>> {
        let root = self.repo.join("style");
        let mut parts = vec![fs::read(self.repo.join("package-lock.json"))?];
        for (path, bytes) in list(&root)? {
            parts.push(path.into_bytes());
            parts.push(bytes);
        }
        let public = list(&self.repo.join("public"))?;
        let external: Vec<_> = public
            .into_iter()
            .map(|(path, _)| format!("--external:/{path}"))
            .collect();
        parts.push(external.join(" ").into_bytes());
        let key = hash(parts.iter());
        let dir = self.cache.folder(&key, |dir| {
            self.node("esbuild", |c| {
                c.args(SHEETS.map(|(name, ..)| root.join(format!("{name}.css"))))
                    .args(["--bundle", "--log-level=warning", "--public-path=/pkg"])
                    .arg("--asset-names=[name]-[hash]")
                    .args(&external)
                    .args(
                        ["woff2", "svg", "png", "webp", "avif", "jpg"]
                            .map(|e| format!("--loader:.{e}=file")),
                    )
                    .args(self.release.then_some("--minify"))
                    .arg(format!("--outdir={}", dir.display()))
            })
        })?;
        let mut sheets = Vec::new();
        for (path, bytes) in list(&dir)? {
            let sheet = SHEETS
                .iter()
                .find(|(name, ..)| path == format!("{name}.css"));
            match sheet {
                Some((_, file, key)) => sheets.push((*key, add(site, file, "css", bytes))),
                None => drop(site.insert(format!("pkg/{path}"), bytes)),
            }
        }
        if sheets.len() < SHEETS.len() {
            bail!(
                "esbuild wrote {} style sheets of {}",
                sheets.len(),
                SHEETS.len()
            );
        }
        Ok(sheets)
    }

    /// `public/`, as it is.
    fn public(&self, site: &mut Site) -> Result<()> {
        for (path, bytes) in list(&self.repo.join("public"))? {
            let hidden = path
                .split('/')
                .any(|part| part.starts_with('.') && part != ".well-known");
            if !hidden && site.insert(path.clone(), bytes).is_some() {
                bail!("public/{path} is in the way of a file that the build makes");
            }
        }
        Ok(())
    }

    /// Adds `.br` and `.gz` beside what gets smaller by it, and prints the sizes.
    fn compress(&self, site: &mut Site) -> Result<()> {
        let quality = if self.release { 11 } else { 5 };
        let mut packed = Site::new();
        for (path, bytes) in site.iter() {
            let ext = path.rsplit('.').next().unwrap_or_default();
            let text = [
                "css",
                "html",
                "ico",
                "js",
                "json",
                "svg",
                "txt",
                "wasm",
                "webmanifest",
            ];
            if !text.contains(&ext) || bytes.is_empty() {
                continue;
            }
            let key = hash([bytes]);
            let [br, gz] = self.cache.take(&key, ["br", "gz"], |dir| {
                fs::write(dir.join("br"), cache::brotli(bytes, quality)?)?;
                fs::write(dir.join("gz"), cache::gzip(bytes)?)?;
                Ok(())
            })?;
            let (raw, small) = (kib(bytes.len()), kib(br.len()));
            println!(
                "{path:<40} {raw:>8} KiB, br {small:>7}, gz {:>7}",
                kib(gz.len())
            );
            for (ext, packed_bytes) in [("br", br), ("gz", gz)] {
                if packed_bytes.len() < bytes.len() {
                    packed.insert(format!("{path}.{ext}"), packed_bytes);
                }
            }
        }
        site.append(&mut packed);
        Ok(())
    }

    /// Runs a program that `npm ci` put in `node_modules`.
    fn node(&self, program: &str, args: impl FnOnce(&mut Command) -> &mut Command) -> Result<()> {
        let path = self.repo.join("node_modules/.bin").join(program);
        ensure!(path.exists(), "no {}: run tools/setup.sh", path.display());
        let status = args(Command::new(path).current_dir(&self.repo)).status()?;
        ensure!(status.success(), "{program} failed");
        Ok(())
    }
}

fn kib(bytes: usize) -> String {
    format!("{}.{}", bytes / 1024, bytes % 1024 * 10 / 1024)
}

/// Makes the folder hold exactly this; answers how many files that changed.
fn write(out: &Path, site: &Site) -> Result<usize> {
    fs::create_dir_all(out)?;
    let mut changed = 0;
    for (path, old) in list(out)? {
        if site.get(&path) != Some(&old) {
            fs::remove_file(out.join(path))?;
            changed += 1;
        }
    }
    for (path, bytes) in site {
        let to = out.join(path);
        if !to.exists() {
            fs::create_dir_all(to.parent().context("a folder")?)?;
            fs::write(to, bytes)?;
            changed += 1;
        }
    }
    Ok(changed)
}
