//! The server: bound to the loopback addresses alone, until it is told to end or nobody asks any more.

use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use hongtou::diagnostic::Diagnostic;
use hongtou::office::fault;
use hongtou::office::home::Surroundings;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
use tokio::time::sleep;

use super::desks::Desks;
use super::guard::Keys;
use super::routes;
use crate::cli::arguments::{OpenArguments, SamplesArguments};
use crate::cli::samples;

/// A browser that shows the window asks every few seconds. After so many without a word, nobody does.
const IDLE: u64 = 2 * 3600;

/// Serves until the end.
///
/// # Errors
/// That nothing can be served.
pub fn serve(arguments: &OpenArguments) -> Result<(), Diagnostic> {
    first_inputs();
    let mut arguments = arguments.clone();
    // Where results go by themselves depends on whose inputs there are by now.
    if arguments.out == Path::new("out") {
        arguments.out = Surroundings::of_process().results(&arguments.out);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| fault(format!("窗口开不了：{error}"), "请再试一次"))?;
    runtime.block_on(served(arguments))
}

async fn served(arguments: OpenArguments) -> Result<(), Diagnostic> {
    let listener = bound(arguments.port).await?;
    let port = listener
        .local_addr()
        .map_or(arguments.port, |address| address.port());
    let keys = Keys::new(port)
        .map_err(|error| fault(format!("窗口开不了：没有随机数（{error}）"), "请再试一次"))?;
    let (address, has_browser) = (keys.address(), !arguments.no_browser);
    let desks = Arc::new(Desks::new(arguments, keys));
    // A machine without IPv6 has the other address alone.
    let other = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await;
    say(&format!("窗口已经打开：{address}"));
    say("只有这台电脑能用这个地址；关闭：在窗口里点“退出”，或在这里按 Ctrl-C。");
    if has_browser && open::that_detached(&address).is_err() {
        say("浏览器没有自己打开，请把上面的地址抄到浏览器里。");
    }
    let router = routes::router(Arc::clone(&desks));
    if let Ok(other) = other {
        let router = router.clone();
        tokio::spawn(async move { axum::serve(other, router).await });
    }
    tokio::select! {
        ended = axum::serve(listener, router).into_future() => {
            ended.map_err(|error| fault(format!("窗口停了：{error}"), "请再打开一次"))
        }
        () = ended(desks) => {
            // The last answer is still on its way.
            sleep(Duration::from_millis(200)).await;
            Ok(())
        }
    }
}

/// Whoever opens the window for the first time, and has no inputs anywhere, gets the samples in his own
/// folder, so that there is something to look at. Where that can't be, the window says what is missing.
fn first_inputs() {
    let around = Surroundings::of_process();
    if around.inputs().is_none() {
        let report = samples::run(&SamplesArguments {
            into: None,
            with_templates: false,
        });
        for line in report.done {
            say(&line);
        }
    }
}

/// Who started the program by a double click reads no terminal: one that is gone stops nothing.
fn say(line: &str) {
    let mut out = anstream::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

async fn bound(port: u16) -> Result<TcpListener, Diagnostic> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|error| {
        fault(
            format!("端口 {port} 用不了：{error}"),
            "请不写 --port，程序自己找一个空的",
        )
    })
}

/// Waits until the window is to end.
async fn ended(desks: Arc<Desks>) {
    let idle = async {
        while desks.idle() < IDLE {
            sleep(Duration::from_secs(30)).await;
        }
    };
    tokio::select! {
        _ = ctrl_c() => {}
        () = desks.end.notified() => {}
        () = idle => {}
    }
}
